# The packages are built in one stage and only carried into the other, so that no compiler or cache is in the image.
FROM python:3.13-slim-trixie AS build
WORKDIR /src
COPY requirements.txt .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes --requirement requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY monitor monitor
RUN /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim-trixie
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOME=/tmp
ENV MONITOR_LOG=json MONITOR_LISTEN=0.0.0.0:8080
COPY --from=build /venv /venv
# Any user may run it (`user:` in compose.yaml): nothing but /app/data is ever written.
RUN mkdir -p /app/data /app/config && chmod 1777 /app/data && useradd --uid 10001 --no-create-home monitor
WORKDIR /app
COPY config config
USER 10001
VOLUME /app/data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=20s --start-period=60s CMD ["monitor", "health"]
ENTRYPOINT ["monitor"]
CMD ["run"]
