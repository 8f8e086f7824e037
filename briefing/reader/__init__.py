"""The reader in the terminal."""
