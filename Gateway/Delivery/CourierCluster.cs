using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;

namespace Gateway.Delivery;

/// <summary>How a silo joins those of the other gateways (ADR 0058).</summary>
internal static class CourierCluster
{
    internal const string ServiceId = "fhir-messaging-gateway";

    internal const int PortInKubernetes = 11111;

    // No gateway port: couriers are called from inside the cluster only.
    private const int NoGateway = 0;

    /// <summary>Three missed probes in a row, and a process that was killed is taken for dead: its charts wait some ten seconds.</summary>
    private static readonly TimeSpan _probe = TimeSpan.FromSeconds(3);

    /// <summary>How often a process notes that it lives. One that comes back when all have died waits for three such notes to be missing.</summary>
    private static readonly TimeSpan _alive = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often a process looks who belongs to the cluster, if nobody tells it. Told it is too, but whoever was told of, and is gone, tells nobody: until the next
    /// look, wakes go to a process that was killed and has come back as another at the same address, and their charts wait.
    /// </summary>
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(5);

    /// <summary>A wake is answered at once; longer than that whoever should answer is gone, and who asked delivers in its place.</summary>
    private static readonly TimeSpan _answer = TimeSpan.FromSeconds(3);

    public static void Join(ISiloBuilder silo, DeliveryOptions options)
    {
        switch (options.Clustering)
        {
            case CourierClustering.Localhost:
                silo.UseLocalhostClustering(PortOf(options), NoGateway);
                break;
            case CourierClustering.Redis:
                JoinByRedis(silo, options);
                silo.ConfigureEndpoints(IPAddress.Parse(options.SiloAddress), PortOf(options), NoGateway);
                break;
            case CourierClustering.Kubernetes:
                JoinByRedis(silo, options);
                silo.Configure<EndpointOptions>(endpoints =>
                    (endpoints.SiloPort, endpoints.GatewayPort) = (options.SiloPort == 0 ? PortInKubernetes : options.SiloPort, NoGateway));
                silo.UseKubernetesHosting();
                break;
        }
    }

    private static void JoinByRedis(ISiloBuilder silo, DeliveryOptions options)
    {
        silo.Configure<ClusterOptions>(cluster => (cluster.ServiceId, cluster.ClusterId) = (ServiceId, options.ClusterId));
        silo.UseRedisClustering(redis => redis.ConfigurationOptions = options.RedisConnection);
        silo.Configure<ClusterMembershipOptions>(membership =>
            (membership.ProbeTimeout, membership.IAmAliveTablePublishTimeout, membership.NumMissedTableIAmAliveLimit, membership.TableRefreshTimeout) = (_probe, _alive, 3, _look));
        silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = _answer);
    }

    private static int PortOf(DeliveryOptions options) => options.SiloPort == 0 ? FreePort() : options.SiloPort;

    private static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
