"""One module an area: gold input to predictions, ``predict(input_path, output_path, workers)``."""
