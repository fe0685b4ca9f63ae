# Two stages: the first has pip and a compiler's leftovers, the second only what runs.
FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY monitor monitor
COPY storage storage
COPY config config
RUN python -m venv /opt/monitor \
    && /opt/monitor/bin/pip install --no-cache-dir --constraint constraints.txt .

FROM python:3.12-slim
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/monitor monitor \
    && mkdir -p /etc/monitor && chown monitor:monitor /var/lib/monitor
COPY --from=build /opt/monitor /opt/monitor
ENV PATH=/opt/monitor/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    MONITOR_CONFIG=/etc/monitor \
    MONITOR_DATABASE=sqlite:////var/lib/monitor/monitor.db
USER monitor
WORKDIR /var/lib/monitor
VOLUME /var/lib/monitor
EXPOSE 8765
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8765/healthz', timeout=4)"]
# Inside the container every address is listened on; which of them is reached is decided where it is published.
CMD ["monitor", "run", "--host", "0.0.0.0"]
