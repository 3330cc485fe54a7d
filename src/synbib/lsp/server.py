serve=None
