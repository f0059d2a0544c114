"""What an editor shows while a file of the archive is being typed.

Each feature is a function of an open file, what is known around it (`desk`), and an offset. None
knows the protocol that carries it: that is `language_server`'s.
"""
