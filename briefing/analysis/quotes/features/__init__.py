"""What the models see: a stretch (`segment_features`), a candidate (`candidate_features`), the two (`pair_features`)."""
