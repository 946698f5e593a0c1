"""Files out: values in, bytes out."""
