"""One file a figure: values → a drawing with finished coordinates."""
