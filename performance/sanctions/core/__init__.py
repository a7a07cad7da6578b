"""The rules of counting absence and of procedure, pure."""
