"""How the product is put together: settings, addresses, Celery, and the services it needs."""
