"""Starts one process for each accelerator of this node, each with its own place in the cluster."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from training.telemetry import serve_together


def launch(count: int, argv: list[str], metrics_port: int) -> int:
    """Runs the node's processes of this program. The first that fails ends the others; its code is the node's."""
    with tempfile.TemporaryDirectory(prefix="metrics-") as metrics:
        if metrics_port:
            serve_together(metrics_port, Path(metrics))
        return run(node_environments({**os.environ, "PROMETHEUS_MULTIPROC_DIR": metrics}, count), argv)


def run(environments: list[dict[str, str]], argv: list[str]) -> int:
    command = [sys.executable, "-m", "training", *argv, "--processes-per-node=1", "--metrics-port=0"]
    processes = [subprocess.Popen(command, env=environment) for environment in environments]
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: [process.send_signal(signal.SIGTERM) for process in processes])
    while any(process.poll() is None for process in processes):
        if failed := next((process for process in processes if process.returncode), None):
            end(processes)
            return failed.returncode if failed.returncode > 0 else 128 - failed.returncode
        time.sleep(0.2)
    return max(process.returncode for process in processes)


def end(processes: list[subprocess.Popen], grace_seconds: float = 20) -> None:
    """A process whose peers are gone waits for them for ever, so it may not decide itself."""
    deadline = time.monotonic() + grace_seconds
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()


def node_environments(node: dict[str, str], count: int) -> list[dict[str, str]]:
    """The node's environment as each of its processes sees it: `count` workers, but one chief or parameter server."""
    config = json.loads(node.get("TF_CONFIG", "null"))
    if config and config["task"]["type"] != "worker":
        return [{**node, "TF_CONFIG": json.dumps(spread(config, 0, count))}]
    return [environment_of(node, config, local, count) for local in range(count)]


def environment_of(node: dict[str, str], config: dict | None, local: int, count: int) -> dict[str, str]:
    environment = {**node, "CUDA_VISIBLE_DEVICES": str(local)}
    if config:
        environment["TF_CONFIG"] = json.dumps(spread(config, local, count))
    if "JAX_NUM_PROCESSES" in node:
        environment["JAX_NUM_PROCESSES"] = str(int(node["JAX_NUM_PROCESSES"]) * count)
        environment["JAX_PROCESS_ID"] = str(int(node.get("JAX_PROCESS_ID", 0)) * count + local)
    return environment


def spread(config: dict, local: int, count: int) -> dict:
    """A TF_CONFIG of nodes as one of processes: each worker on `host:port` becomes workers on `count` ports from there."""
    kind, index = config["task"]["type"], config["task"]["index"]
    return {
        **config,
        "cluster": {**config["cluster"], "worker": expanded(config["cluster"]["worker"], count)},
        "task": {"type": kind, "index": index * count + local if kind == "worker" else index},
    }


def expanded(addresses: list[str], count: int) -> list[str]:
    def ports(address: str) -> list[str]:
        host, _, port = address.rpartition(":")
        return [f"{host}:{int(port) + offset}" for offset in range(count)]

    return [process for address in addresses for process in ports(address)]
