# One image for web, worker, beat and the one-off preparation; docker-compose.yml says which is which.

FROM python:3.12-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/daftar
COPY requirements.txt /tmp/requirements.txt
# Every file is checked against its hash, and nothing that is not listed is fetched.
RUN /opt/daftar/bin/pip install --require-hashes --no-deps --requirement /tmp/requirements.txt

FROM python:3.12-slim
ENV PATH="/opt/daftar/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings \
    DAFTAR_DATA_DIR=/var/lib/daftar
RUN useradd --system --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin daftar \
    && install --directory --owner=daftar --group=daftar --mode=0700 /var/lib/daftar /var/lib/daftar/snapshots
WORKDIR /app
COPY --from=build /opt/daftar /opt/daftar
COPY . .
# Reads neither the database nor the secret; the settings only refuse to load without them.
RUN SECRET_KEY=not-kept DATABASE_URL=postgresql://build/build CELERY_BROKER_URL=redis://build/0 \
    python manage.py collectstatic --noinput
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["python", "-m", "config.run.healthcheck"]
CMD ["python", "-m", "granian", "config.wsgi:application", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "16", "--http", "1", "--no-ws", "--respawn-failed-workers", "--respawn-interval", "0.5", "--workers-kill-timeout", "10"]
