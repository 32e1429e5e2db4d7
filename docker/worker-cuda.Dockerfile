# The GPU worker: offers the generative engines on an NVIDIA card. The CUDA libraries come with torch's own packages; the
# driver comes from the host (NVIDIA Container Toolkit). Reaches no network while serving.
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
    && pip install --no-build-isolation -c constraints.txt -e '.[diffusion]' \
    && useradd --uid 10001 --create-home --shell /usr/sbin/nologin candid \
    && install -d -o candid -g candid /var/lib/candid /etc/candid /var/cache/candid /var/cache/candid/models \
    && CANDID_CACHE_DIR=/var/cache/candid candid weights pull \
    && chown -R candid:candid /var/cache/candid

USER 10001:10001
ENV CANDID_DATA_DIR=/var/lib/candid CANDID_CONFIG_DIR=/etc/candid CANDID_CACHE_DIR=/var/cache/candid
ENV NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,utility
HEALTHCHECK --interval=30s --timeout=10s --start-period=180s CMD ["candid", "doctor", "--serving", "worker"]
ENTRYPOINT ["candid"]
CMD ["worker", "--engine", "background", "--engine", "redraw", "--engine", "persona"]
