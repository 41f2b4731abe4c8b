"""Answers over HTTP in the form of TensorFlow Serving's REST API: POST /v1/models/<name>:predict {"instances": [...]}."""

import asyncio
import os
import signal
import time
from pathlib import Path

import numpy as np
import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from serving.model import Model

REQUESTS = Counter("inference_requests", "Requests by HTTP status", ["status"])
SECONDS = Histogram("inference_request_seconds", "Time to answer", buckets=[0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5])
#: Larger requests would keep others waiting.
MOST_INSTANCES = 1_024


class Service:
    """Ready once the model is loaded, and until it is asked to stop."""

    def __init__(self, file: Path, name: str):
        self.file = file
        self.model: Model | None = None
        self.draining = False
        self.app = Starlette(
            routes=[
                Route("/health", self.health),
                Route("/metrics", lambda _: Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)),
                Route(f"/v1/models/{name}:predict", self.predict, methods=["POST"]),
            ]
        )

    async def health(self, _request: Request) -> Response:
        ready = self.model is not None and not self.draining
        return PlainTextResponse("ready" if ready else "not ready", 200 if ready else 503)

    async def predict(self, request: Request) -> Response:
        started = time.monotonic()
        response = await self.answer(request)
        REQUESTS.labels(response.status_code).inc()
        SECONDS.observe(time.monotonic() - started)
        return response

    async def answer(self, request: Request) -> Response:
        if self.model is None:
            return JSONResponse({"error": "the model is not loaded yet"}, 503)
        try:
            inputs = instances(await request.json(), self.model.shape)
        except (ValueError, TypeError) as error:
            return JSONResponse({"error": str(error)}, 400)
        answers = await run_in_threadpool(self.model.probabilities, inputs)
        return JSONResponse({"predictions": answers.tolist()})


def instances(body: object, shape: tuple[int, ...]) -> np.ndarray:
    """The request's instances as one array; a ValueError says what is wrong with them."""
    listed = body.get("instances") if isinstance(body, dict) else None
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST_INSTANCES:
        raise ValueError(f'the body must be {{"instances": [...]}} with 1 to {MOST_INSTANCES} instances')
    inputs = np.asarray(listed, np.float32)
    if inputs.shape[1:] != shape:
        raise ValueError(f"each instance must have the shape {list(shape)}, found {list(inputs.shape[1:])}")
    return inputs


class Server(uvicorn.Server):
    """Keeps answering for a while after SIGTERM: load balancers still send requests until they see that it is not ready."""

    def __init__(self, service: Service, port: int, drain_seconds: float):
        super().__init__(uvicorn.Config(service.app, host="0.0.0.0", port=port, log_level="warning", timeout_graceful_shutdown=60))
        self.service = service
        self.drain_seconds = drain_seconds

    def handle_exit(self, _signal: int, _frame) -> None:
        if self.service.draining:
            self.force_exit = True
        self.service.draining = True
        asyncio.get_running_loop().call_later(self.drain_seconds, setattr, self, "should_exit", True)


def serve(file: Path, name: str, port: int, drain_seconds: float) -> int:
    service = Service(file, name)
    server = Server(service, port, drain_seconds)

    async def run() -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, server.handle_exit, number, None)
        # Health answers "not ready" while the model loads.
        answering = asyncio.create_task(server._serve())
        service.model = await run_in_threadpool(Model, service.file)
        await answering

    asyncio.run(run())
    return 0
