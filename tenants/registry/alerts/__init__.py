"""Letters about new calls. A person says which calls, towns list calls, letters leave: once per call and person."""
