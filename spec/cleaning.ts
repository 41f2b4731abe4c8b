/** The namespace where cleaning jobs' pods run; the alert `DataCleaningFailed` looks at failed Jobs in it. */
export const cleaningNamespace = "data-cleaning";
