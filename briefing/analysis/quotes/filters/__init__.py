"""Quoted stretches that are no speech: titles and names (`titles`), terms and glosses (`terms`)."""
