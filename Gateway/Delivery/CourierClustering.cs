namespace Gateway.Delivery;

/// <summary>How gateways that work on one database share its charts.</summary>
internal enum CourierClustering
{
    /// <summary>Not at all: one process, or several that are only kept apart by the rows' revisions.</summary>
    Localhost = 0,

    /// <summary>They find each other in a Redis, and each chart has one courier among them all.</summary>
    Redis = 1,

    /// <summary>The same, as pods of Kubernetes: a pod that is gone is known to be gone at once.</summary>
    Kubernetes = 2,
}
