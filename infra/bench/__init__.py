"""`make bench`: what each page costs, as a multiple of a bare Django view in the same run."""
