"""Lists of employees from CSV or XLSX: read, checked line by line, compared with what is stored."""
