import pytest

from briefkit.data import Table, read_json


def test_a_table_is_read_once_and_not_before_it_is_looked_into():
    readings = []

    def read():
        readings.append("read")
        return {"a": 1, "b": 2}

    table = Table(read)
    assert not readings
    assert (table["a"], len(table), list(table), table.get("c")) == (1, 2, ["a", "b"], None)
    assert readings == ["read"]


def test_a_file_that_the_package_does_not_carry_is_an_error():
    with pytest.raises(FileNotFoundError):
        read_json("absent.json")
