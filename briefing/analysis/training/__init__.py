"""The scripts that made the weights; run by hand, never at run time."""
