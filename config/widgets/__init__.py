"""What the components of the pages compute: geometry, words of states, chart data. Plain values in, plain values out."""
