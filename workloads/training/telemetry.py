"""What a run says of itself: a line of JSON on stdout, and Prometheus metrics under the names that docs/monitoring.md gives."""

import json
import sys
import time

from prometheus_client import Counter, Gauge, Histogram, start_http_server

LOSS = Gauge("aidc_training_loss", "Mean cross-entropy of the last reported steps, nats")
STEPS = Counter("aidc_training_steps", "Optimizer steps since this process started")
SAMPLES = Counter("aidc_training_samples", "Samples of all processes since this process started")
STEP_SECONDS = Histogram("aidc_training_step_seconds", "Time of one step", buckets=[0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100])
CHECKPOINT_TIME = Gauge("aidc_training_checkpoint_timestamp_seconds", "When the last checkpoint was complete, Unix time")
CHECKPOINT_INTERVAL = Gauge("aidc_training_checkpoint_interval_seconds", "How often a checkpoint is written")


class Telemetry:
    """Reports for the process that speaks for the run; the others are silent."""

    def __init__(self, speaks: bool, port: int, checkpoint_seconds: float):
        self.speaks = speaks
        CHECKPOINT_INTERVAL.set(checkpoint_seconds)
        self.reported = time.monotonic()
        if port:
            start_http_server(port)

    def event(self, name: str, **facts) -> None:
        if self.speaks:
            json.dump({"event": name, **facts}, sys.stdout)
            print(flush=True)

    def steps(self, step: int, count: int, samples: int, loss: float) -> None:
        now = time.monotonic()
        each = (now - self.reported) / count
        self.reported = now
        LOSS.set(loss)
        STEPS.inc(count)
        SAMPLES.inc(samples)
        for _ in range(count):
            STEP_SECONDS.observe(each)
        self.event("steps", step=step, loss=round(loss, 4), samplesPerSecond=round(samples / (each * count)))

    def checkpoint(self, step: int) -> None:
        CHECKPOINT_TIME.set_to_current_time()
        self.event("checkpoint", step=step)
