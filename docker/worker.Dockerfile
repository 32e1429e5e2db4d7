# The CPU worker: reads photos, makes headshots. Reaches no network while serving.
FROM python:3.12-slim-bookworm

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONUNBUFFERED=1
WORKDIR /app
COPY requirements.lock ./
RUN pip install --require-hashes -r requirements.lock
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY bot bot
COPY generation generation
COPY storage storage
# EXTRAS=grown adds PostgreSQL, buckets and traces.
ARG EXTRAS=
RUN pip install --no-deps --no-build-isolation -e . \
    && if [ -n "${EXTRAS:-}" ]; then pip install --no-build-isolation -c constraints.txt -e ".[${EXTRAS}]"; fi \
    && useradd --uid 10001 --create-home --shell /usr/sbin/nologin candid \
    && install -d -o candid -g candid /var/lib/candid /etc/candid /var/cache/candid \
    && CANDID_CACHE_DIR=/var/cache/candid candid weights pull \
    && chown -R candid:candid /var/cache/candid

USER 10001:10001
ENV CANDID_DATA_DIR=/var/lib/candid CANDID_CONFIG_DIR=/etc/candid CANDID_CACHE_DIR=/var/cache/candid
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["candid", "doctor", "--serving", "worker"]
ENTRYPOINT ["candid"]
CMD ["worker"]
