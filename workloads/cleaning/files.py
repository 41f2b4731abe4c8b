"""Small files and listings of whatever file system Hadoop reads: S3, HDFS or the machine's own disk."""

import json

from pyspark.sql import SparkSession


class Files:
    def __init__(self, spark: SparkSession):
        self.jvm = spark.sparkContext._jvm
        self.configuration = spark.sparkContext._jsc.hadoopConfiguration()

    def full(self, path: str) -> str:
        """The path as Spark reports it, with its scheme."""
        hadoop_path, file_system = self._at(path)
        return file_system.makeQualified(hadoop_path).toString()

    def listing(self, path: str) -> list[tuple[str, int, int]]:
        """Name, bytes and time of change of each file under `path`, without hidden ones (`_…`, `.…`), as Spark reads it."""
        hadoop_path, file_system = self._at(path)
        if not file_system.exists(hadoop_path):
            return []
        root, found = self.full(path), []
        remaining = file_system.listFiles(hadoop_path, True)
        while remaining.hasNext():
            status = remaining.next()
            name = status.getPath().toString().removeprefix(root)
            if not any(part.startswith(("_", ".")) for part in name.split("/")):
                found.append((name, status.getLen(), status.getModificationTime()))
        return sorted(found)

    def read(self, path: str) -> str | None:
        """None where there is no such file."""
        hadoop_path, file_system = self._at(path)
        if not file_system.exists(hadoop_path):
            return None
        stream = file_system.open(hadoop_path)
        try:
            return self.jvm.org.apache.commons.io.IOUtils.toString(stream, "UTF-8")
        finally:
            stream.close()

    def read_json(self, path: str):
        text = self.read(path)
        return None if text is None else json.loads(text)

    def write(self, path: str, text: str) -> None:
        hadoop_path, file_system = self._at(path)
        stream = file_system.create(hadoop_path, True)
        stream.write(bytearray(text, "utf-8"))
        stream.close()

    def write_json(self, path: str, value) -> None:
        self.write(path, json.dumps(value, indent=2, ensure_ascii=False) + "\n")

    def delete(self, path: str) -> None:
        hadoop_path, file_system = self._at(path)
        file_system.delete(hadoop_path, True)

    def _at(self, path: str):
        hadoop_path = self.jvm.org.apache.hadoop.fs.Path(path)
        return hadoop_path, hadoop_path.getFileSystem(self.configuration)
