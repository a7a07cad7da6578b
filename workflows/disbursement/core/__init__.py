"""The rules of paying out, pure: what a request must hold, budget files in, bank files out."""
