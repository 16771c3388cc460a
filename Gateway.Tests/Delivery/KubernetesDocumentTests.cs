using System.Globalization;
using System.Text.RegularExpressions;
using Gateway.Delivery;
using Gateway.Tests.Connections;
using Gateway.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Hosting.Kubernetes;
using YamlDotNet.RepresentationModel;

namespace Gateway.Tests.Delivery;

/// <summary>docs/kubernetes.yaml is an example that somebody copies: its names, ports, times and settings are those of the code.</summary>
public sealed partial class KubernetesDocumentTests
{
    private static readonly IReadOnlyList<YamlNode> Documents = Read();

    private static readonly YamlNode Pod = OfKind("Deployment")["spec"]["template"];

    private static readonly YamlNode Container = Items(Pod["spec"]["containers"])[0];

    [Fact]
    public void The_pod_has_the_names_that_Orleans_looks_for()
    {
        var labels = Pod["metadata"]["labels"];
        string[] wanted =
        [
            KubernetesHostingOptions.PodNameEnvironmentVariable, KubernetesHostingOptions.PodNamespaceEnvironmentVariable, KubernetesHostingOptions.PodIPEnvironmentVariable,
            KubernetesHostingOptions.ServiceIdEnvironmentVariable, KubernetesHostingOptions.ClusterIdEnvironmentVariable,
        ];

        Assert.Equal(CourierCluster.ServiceId, Text(labels[KubernetesHostingOptions.ServiceIdLabel]));
        Assert.Equal(new DeliveryOptions().ClusterId, Text(labels[KubernetesHostingOptions.ClusterIdLabel]));
        Assert.Subset(Variables().Select(variable => variable.Name).ToHashSet(), wanted.ToHashSet());
    }

    [Fact]
    public void The_ports_are_those_that_are_listened_on_and_the_network_policy_opens_no_other()
    {
        var ports = Items(Container["ports"]).ToDictionary(port => Text(port["name"]), port => int.Parse(Text(port["containerPort"]), CultureInfo.InvariantCulture));

        Assert.Equal(CourierCluster.PortInKubernetes, ports["silo"]);
        Assert.EndsWith($":{ports["http"]}", Variables().Single(variable => variable.Name == "urls").Value, StringComparison.Ordinal);
        Assert.Equal(["http"], Items(OfKind("Service")["spec"]["ports"]).Select(port => Text(port["targetPort"])));
        Assert.Equal(["silo", "http"], Items(OfKind("NetworkPolicy")["spec"]["ingress"]).SelectMany(rule => Items(rule["ports"])).Select(port => Text(port["port"])));
    }

    [Fact]
    public async Task With_its_settings_the_gateway_starts_is_asked_where_it_answers_and_has_time_to_end()
    {
        using var keys = new KeyFiles();
        var secrets = new Dictionary<string, string>
        {
            ["Ehr:KeyFile"] = keys.Rsa().File,
            ["Storage:ConnectionString"] = "Host=postgres.example",
            ["Delivery:Redis"] = "redis.example:6379",
        };
        var settings = Variables().Where(variable => variable.Name.Contains("__", StringComparison.Ordinal))
            .Select(variable => (Key: variable.Name.Replace("__", ":", StringComparison.Ordinal), variable.Value)).ToList();
        await using var gateway = GatewayHost.Build([.. settings.Select(setting => $"--{setting.Key}={secrets.GetValueOrDefault(setting.Key) ?? setting.Value}")]);

        gateway.Services.GetRequiredService<IStartupValidator>().Validate();

        Assert.Equal(CourierClustering.Kubernetes, gateway.Services.GetRequiredService<IOptions<DeliveryOptions>>().Value.Clustering);
        var operations = Repository.TextOf("docs/operations.md");
        Assert.All(settings, setting => Assert.Contains($"`{Number().Replace(setting.Key, ":N:")}`", operations, StringComparison.Ordinal));
        var routes = ((IEndpointRouteBuilder)gateway).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Select(route => route.RoutePattern.RawText).ToHashSet();
        Assert.All((string[])["livenessProbe", "readinessProbe"], probe => Assert.Contains(Text(Container[probe]["httpGet"]["path"]), routes));
        Assert.True(
            double.Parse(Text(Pod["spec"]["terminationGracePeriodSeconds"]), CultureInfo.InvariantCulture) > gateway.Services.GetRequiredService<StopLimit>().Longest.TotalSeconds);
    }

    private static List<YamlNode> Read()
    {
        using var text = new StringReader(Repository.TextOf("docs/kubernetes.yaml"));
        var stream = new YamlStream();
        stream.Load(text);
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    private static YamlNode OfKind(string kind) => Documents.Single(document => Text(document["kind"]) == kind);

    private static IReadOnlyList<YamlNode> Items(YamlNode node) => [.. ((YamlSequenceNode)node).Children];

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    private static IEnumerable<(string Name, string? Value)> Variables() => Items(Container["env"]).Select(variable => (
        Text(variable["name"]), ((YamlMappingNode)variable).Children.TryGetValue(new YamlScalarNode("value"), out var value) ? Text(value) : null));

    [GeneratedRegex(":[0-9]+:")]
    private static partial Regex Number();
}
