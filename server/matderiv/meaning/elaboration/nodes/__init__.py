"""The meaning of what is written, one kind of node or notation a file; `handlers` is the table."""
