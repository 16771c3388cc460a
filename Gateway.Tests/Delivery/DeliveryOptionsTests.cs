using Gateway.Connections;
using Gateway.Delivery;
using Gateway.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Gateway.Tests.Delivery;

/// <summary>Delays and leases that cannot work stop the start.</summary>
public sealed class DeliveryOptionsTests
{
    [Fact]
    public void The_defaults_are_valid()
    {
        Assert.True(new DeliveryOptionsValidator().Validate(null, new DeliveryOptions()).Succeeded);
        Assert.True(LimitWithTimeout(new EhrOptions().TimeoutSeconds).Validate(null, new DeliveryOptions()).Succeeded);
    }

    [Theory]
    [InlineData(10, 30, false)]
    [InlineData(10, 31, true)]
    public void A_lease_outlasts_the_longest_send(int timeoutSeconds, int leaseSeconds, bool valid) =>
        Assert.Equal(valid, LimitWithTimeout(timeoutSeconds).Validate(null, new DeliveryOptions { LeaseSeconds = leaseSeconds }).Succeeded);

    [Theory]
    [InlineData(null, 32, 32)]
    [InlineData(2, 32, 2)]
    [InlineData(8, 4, 4)]
    public void No_more_is_sent_at_once_than_there_are_connections(int? connections, int concurrentSends, int expected) => Assert.Equal(
        expected,
        new SendLimit(Options.Create(new EhrOptions { Hl7v2 = connections is { } number ? new Hl7v2Options { Connections = number } : null }))
            .AtOnce(new DeliveryOptions { ConcurrentSends = concurrentSends }));

    [Theory]
    [InlineData(10, 30, 45)]
    [InlineData(60, 30, 195)]
    [InlineData(10, 90, 90)]
    public async Task Who_is_told_to_end_has_time_for_the_longest_send(int timeoutSeconds, int hostSeconds, int expected)
    {
        var host = new HostOptions { ShutdownTimeout = TimeSpan.FromSeconds(hostSeconds) };

        await new StopLimit(LimitWithTimeout(timeoutSeconds), Options.Create(host)).StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(TimeSpan.FromSeconds(expected), host.ShutdownTimeout);
    }

    [Fact]
    public void Every_reason_is_given()
    {
        var result = new DeliveryOptionsValidator().Validate(
            null, new DeliveryOptions { MaxAttempts = 0, Jitter = 2, FirstDelaySeconds = 9, MaxDelaySeconds = 3 });

        Assert.Contains(nameof(DeliveryOptions.MaxAttempts), result.FailureMessage, StringComparison.Ordinal);
        Assert.Contains(nameof(DeliveryOptions.Jitter), result.FailureMessage, StringComparison.Ordinal);
        Assert.Contains(nameof(DeliveryOptions.MaxDelaySeconds), result.FailureMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Localhost", null, true)]
    [InlineData("Redis", null, false)]
    [InlineData("Redis", "redis.internal:6379,password=secret", true)]
    [InlineData("Redis", "redis.internal:6379,colour=red", false)]
    [InlineData("Kubernetes", " ", false)]
    [InlineData("Kubernetes", "redis:6379", true)]
    public void A_cluster_needs_a_Redis(string clustering, string? redis, bool valid)
    {
        var result = new DeliveryOptionsValidator().Validate(null, new DeliveryOptions { Clustering = Enum.Parse<CourierClustering>(clustering), Redis = redis });

        Assert.Equal(valid, result.Succeeded);
        // A connection string may hold a password, and what is wrong with a setting is logged.
        Assert.DoesNotContain("colour", result.FailureMessage ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Localhost", "Sqlite", true)]
    [InlineData("Redis", "Sqlite", false)]
    [InlineData("Kubernetes", "Sqlite", false)]
    [InlineData("Redis", "PostgreSql", true)]
    [InlineData("Kubernetes", "SqlServer", true)]
    public void A_cluster_needs_a_database_that_its_gateways_share(string clustering, string provider, bool valid) => Assert.Equal(
        valid,
        new SharedStore(Options.Create(new StorageOptions { Provider = Enum.Parse<StorageProvider>(provider) }))
            .Validate(null, new DeliveryOptions { Clustering = Enum.Parse<CourierClustering>(clustering) }).Succeeded);

    [Theory]
    [InlineData("10.0.0.7", true)]
    [InlineData("fd00::7", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::", false)]
    [InlineData("gateway-1", false)]
    public void A_silo_is_reached_at_an_address_of_its_machine(string address, bool valid) =>
        Assert.Equal(valid, new DeliveryOptionsValidator().Validate(null, new DeliveryOptions { SiloAddress = address }).Succeeded);

    private static SendLimit LimitWithTimeout(int seconds) => new(Options.Create(new EhrOptions { TimeoutSeconds = seconds }));
}
