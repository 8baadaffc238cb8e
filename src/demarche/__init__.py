"""demarche."""
