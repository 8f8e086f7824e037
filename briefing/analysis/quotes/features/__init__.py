"""What the models see: of a stretch (`segment_features`), and of a stretch with a candidate (`pair_features`)."""
