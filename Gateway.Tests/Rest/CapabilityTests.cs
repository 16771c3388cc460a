using System.Text;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Tests.Support;
using Hl7.Fhir.Model;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Tests.Rest;

/// <summary>What the gateway says it does.</summary>
public sealed class CapabilityTests
{
    [Fact]
    public void The_capability_statement_is_valid_FHIR()
    {
        var json = CapabilityEndpoints.Describe(new PublicBase(new Uri("https://gateway.example/fhir"))).ToJsonString();

        Assert.True(FhirJson.TryParse<CapabilityStatement>(Encoding.UTF8.GetBytes(json), out var statement, out var issues), string.Join('\n', issues));
        Assert.Equal(FHIRVersion.N4_0_1, statement.FhirVersion);
        Assert.Equal("https://gateway.example/fhir", statement.Implementation?.Url);
    }

    [Fact]
    public async Task It_names_each_interaction_that_is_served_and_no_other()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var served = gateway.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Select(endpoint => (Path: endpoint.RoutePattern.RawText!.Split('/', StringSplitOptions.RemoveEmptyEntries), endpoint))
            .Where(route => route.Path is ["fhir", not "metadata", ..] && !IsOperation(route.Path))
            .Select(route => (Type: route.Path[1], Interaction: route.Path.Length switch
            {
                2 => "create",
                3 => "read",
                _ => "vread",
            }));

        var stated = CapabilityEndpoints.Interactions.SelectMany(type => type.Value.Select(interaction => (type.Key, interaction)));

        Assert.Equal(stated.Order(), served.Order());
    }

    [Fact]
    public async Task It_names_each_operation_that_is_served_and_no_other_and_each_can_be_looked_up()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var served = gateway.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText!.Split('/', StringSplitOptions.RemoveEmptyEntries))
            .Where(IsOperation)
            .Select(path => (path[1], path[^1][1..]))
            .Distinct();

        var stated = CapabilityEndpoints.Operations.SelectMany(type => type.Value.Select(operation => (type.Key, operation.Name)));

        Assert.Equal(stated.Order(), served.Order());
        Assert.All(CapabilityEndpoints.Operations.Values.SelectMany(operations => operations), operation =>
            Assert.NotNull(Fhir.Profiles.ProfileLibrary.Find("OperationDefinition", operation.Definition.Split('/')[^1])));
    }

    private static bool IsOperation(string[] path) => path[^1].StartsWith('$');
}
