"""What a run says of itself: a line of JSON on stdout, and Prometheus metrics under the names that docs/monitoring.md gives."""

import json
import os
import sys
import time
from argparse import Namespace
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, multiprocess, start_http_server

STEP_BUCKETS = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100]


def gauge(name: str, meaning: str, labels: tuple[str, ...] = ()) -> Gauge:
    """Of a node's processes the one that set it last is heard."""
    return Gauge(f"aidc_training_{name}", meaning, labels, multiprocess_mode="mostrecent")


class Telemetry:
    """Every rank tells how long it computes; rank 0 speaks for the run, and the others are silent.

    MFU needs the accelerator's peak, which the rendered job sets as AIDC_PEAK_TFLOPS.
    """

    def __init__(self, rank: int, options: Namespace, sample_flops: float = 0, accelerators: int = 1):
        self.speaks = rank == 0
        self.compute = gauge("step_compute_seconds", "Last step before its exchange: what the rank itself needed", ("rank",))
        self.rank = str(rank)
        peak = float(os.environ.get("AIDC_PEAK_TFLOPS", 0)) * 1e12 * accelerators
        self.mfu_per_sample_rate = sample_flops / peak if peak else 0
        self.reported = time.monotonic()
        if self.speaks:
            self.make_metrics(options.checkpoint_seconds)
        if options.metrics_port:
            start_http_server(options.metrics_port)

    def make_metrics(self, checkpoint_seconds: float) -> None:
        self.loss = gauge("loss", "Mean cross-entropy of the last reported steps, nats")
        self.done = Counter("aidc_training_steps", "Optimizer steps since this process started")
        self.samples = Counter("aidc_training_samples", "Samples of all processes since this process started")
        self.step_seconds = Histogram("aidc_training_step_seconds", "Time of one step", buckets=STEP_BUCKETS)
        self.saved = gauge("checkpoint_timestamp_seconds", "When the last checkpoint was complete, Unix time")
        # Before the first there is nothing to lose but what was done since the start.
        self.saved.set_to_current_time()
        gauge("checkpoint_interval_seconds", "How often a checkpoint is written").set(checkpoint_seconds)
        if self.mfu_per_sample_rate:
            self.mfu = gauge("mfu_ratio", "Model FLOPs utilisation of the last reported steps")
        if expected := os.environ.get("AIDC_EXPECTED_MFU"):
            gauge("expected_mfu_ratio", "What the sizing expects").set(float(expected))

    def event(self, name: str, **facts) -> None:
        if self.speaks:
            json.dump({"event": name, **facts}, sys.stdout)
            print(flush=True)

    def computed(self, seconds: float) -> None:
        self.compute.labels(self.rank).set(seconds)

    def steps(self, step: int, count: int, samples: int, loss: float) -> None:
        now = time.monotonic()
        seconds, self.reported = now - self.reported, now
        if not self.speaks:
            return
        self.loss.set(loss)
        self.done.inc(count)
        self.samples.inc(samples)
        for _ in range(count):
            self.step_seconds.observe(seconds / count)
        if self.mfu_per_sample_rate:
            self.mfu.set(self.mfu_per_sample_rate * samples / seconds)
        self.event("steps", step=step, loss=round(loss, 4), samplesPerSecond=round(samples / seconds))

    def checkpoint(self, step: int) -> None:
        if self.speaks:
            self.saved.set_to_current_time()
        self.event("checkpoint", step=step)


def serve_together(port: int, directory: Path) -> None:
    """One page for all processes of a node, which write their metrics into `directory` (PROMETHEUS_MULTIPROC_DIR)."""
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry, path=str(directory))
    start_http_server(port, registry=registry)
