/**
 * The form in which `all_reduce_perf` of nccl-tests 2.17 reports, behind the debug lines of NCCL and the prefix that
 * mpirun puts before each line. Figures of two p5.48xlarge: awsome-distributed-training, micro-benchmarks/nccl-tests.
 */
export const ncclLog = `fabric-train-0:43:43 [0] NCCL INFO NCCL version 2.27.7+cuda12.8
fabric-train-0:43:43 [0] NCCL INFO NET/OFI Initializing aws-ofi-nccl 1.16.3
fabric-train-0:43:43 [0] NCCL INFO NET/OFI Selected provider is efa, fabric is efa-direct (found 32 nics)
[1,0]<stdout>:#                                                              out-of-place                       in-place
[1,0]<stdout>:#       size         count      type   redop    root     time   algbw   busbw #wrong     time   algbw   busbw #wrong
[1,0]<stdout>:#        (B)    (elements)                               (us)  (GB/s)  (GB/s)            (us)  (GB/s)  (GB/s)
[1,0]<stdout>:     8388608       2097152     float     sum      -1    204.8   40.96   76.80      0    201.1   41.71   78.20      0
[1,0]<stdout>:  4294967296    1073741824     float     sum      -1    17286  248.46  465.87      0    17343  247.64  464.33      0
[1,0]<stdout>: 17179869184    4294967296     float     sum      -1    66132  259.78  487.09      0    66109  259.87  487.26      0
[1,0]<stdout>:# Out of bounds values : 0 OK
[1,0]<stdout>:# Avg bus bandwidth    : 312.4
`;

/** AWS Neuron documentation, "NCCOM-TEST User Guide". */
export const nccomLog = `     size(B)    count(elems)     type    time(us)    algbw(GB/s)    busbw(GB/s)
    33554432        33554432    uint8         768          40.69          40.69
Avg bus bandwidth:      40.6901GB/s
`;
