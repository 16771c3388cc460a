using System.Text;
using Fhir.Profiles;
using Gateway.Conformance.OpenApi;
using Gateway.Interactions;
using Gateway.Resources;
using Gateway.Search.Definitions;
using Gateway.Tests.Support;
using Hl7.Fhir.Model;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Tests.Conformance;

/// <summary>What the gateway says it does, held against what is mapped and what the tables say.</summary>
public sealed class CapabilityTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private static readonly Dictionary<FhirAction, string> Codes = new()
    {
        [FhirAction.Read] = "read",
        [FhirAction.Vread] = "vread",
        [FhirAction.HistoryInstance] = "history-instance",
        [FhirAction.HistoryType] = "history-type",
        [FhirAction.Search] = "search-type",
        [FhirAction.Create] = "create",
        [FhirAction.Update] = "update",
        [FhirAction.Patch] = "patch",
        [FhirAction.Delete] = "delete",
    };

    [Fact]
    public async Task It_is_valid_FHIR_and_tells_the_base_that_clients_use()
    {
        var statement = await StatementAsync();

        Assert.Equal(FHIRVersion.N4_0_1, statement.FhirVersion);
        Assert.Equal(fixture.Gateway.FhirBase, statement.Implementation?.Url);
    }

    [Fact]
    public async Task It_names_each_interaction_that_is_mapped_and_no_other()
    {
        var mapped = Routes().Where(route => Codes.ContainsKey(route.Action)).Select(route => $"{route.Type} {Codes[route.Action]}");

        var stated = ResourcesOf(await StatementAsync())
            .SelectMany(resource => resource.Interaction.Select(interaction => $"{resource.Type} {CodeOf(interaction.CodeElement!)}"));

        Assert.Equal(mapped.Distinct().Order(StringComparer.Ordinal), stated.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task It_names_each_interaction_with_the_server_and_no_other()
    {
        var mapped = Routes().SelectMany(route => route.Action switch
        {
            FhirAction.HistorySystem => ["history-system"],
            FhirAction.Bundle => ["batch", "transaction"],
            _ => Array.Empty<string>(),
        });

        var stated = (await StatementAsync()).Rest[0].Interaction.Select(interaction => CodeOf(interaction.CodeElement!));

        Assert.Equal(mapped.Order(StringComparer.Ordinal), stated.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task It_names_each_operation_that_is_mapped_and_no_other()
    {
        var mapped = Routes().Where(route => route.Action == FhirAction.Operation).Select(route => $"{route.Type} {route.Operation}").Distinct();

        var statement = await StatementAsync();
        var ofTypes = ResourcesOf(statement).SelectMany(resource => resource.Operation.Select(operation => $"{resource.Type} {operation.Name}"));
        var stated = ofTypes.Concat(statement.Rest[0].Operation.Select(operation => $" {operation.Name}"));

        Assert.Equal(mapped.Order(StringComparer.Ordinal), stated.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_mapped_address_is_one_of_FHIR_s_own() => Assert.All(Mapped(), route => Assert.NotNull(FhirRoute.Of(route.Method, route.Path)));

    [Fact]
    public async Task The_conditional_interactions_it_names_are_those_that_are_mapped()
    {
        var mapped = Routes().ToLookup(route => route.Type, route => route.Action);

        Assert.All(ResourcesOf(await StatementAsync()).Where(resource => ServedTypes.Find(resource.Type!) is not null), resource =>
        {
            Assert.Equal(mapped[resource.Type].Contains(FhirAction.UpdateWhere), resource.ConditionalUpdate);
            Assert.Equal(mapped[resource.Type].Contains(FhirAction.DeleteWhere), resource.ConditionalDelete == CapabilityStatement.ConditionalDeleteStatus.Single);
            Assert.Equal(mapped[resource.Type].Contains(FhirAction.Create), resource.ConditionalCreate);
        });
    }

    [Fact]
    public async Task Each_definition_of_ours_that_it_names_can_be_read()
    {
        var statement = await StatementAsync();
        var named = ResourcesOf(statement)
            .SelectMany(resource => resource.Operation.Select(operation => operation.Definition)
                .Concat(resource.SearchParam.Select(parameter => parameter.Definition))
                .Concat(resource.SupportedProfile))
            .Concat(statement.ImplementationGuide)
            .Where(canonical => canonical!.StartsWith(Canonicals.Base, StringComparison.Ordinal))
            .Distinct()
            .ToArray();

        Assert.NotEmpty(named);
        foreach (var canonical in named)
        {
            var answer = await fixture.Gateway.GetAsync(canonical![(Canonicals.Base.Length + 1)..], token: null);
            Assert.True(answer.Status == 200 && (string?)answer.Json["url"] == canonical, canonical);
        }
    }

    [Fact]
    public async Task It_lists_the_profiles_of_each_type()
    {
        var statement = await StatementAsync();

        Assert.Equal(
            [Canonicals.ClinicianReply, Canonicals.PatientMessage],
            ResourcesOf(statement).Single(resource => resource.Type == "Communication").SupportedProfile.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task It_lists_what_each_type_is_searched_by()
    {
        var statement = await StatementAsync();

        Assert.All(ServedTypes.All.Where(type => type.Offers(Interaction.SearchType)), type => Assert.Equal(
            SearchParameters.Of(type.Name).Select(definition => definition.Code),
            ResourcesOf(statement).Single(resource => resource.Type == type.Name).SearchParam.Select(parameter => parameter.Name)));
    }

    private static List<CapabilityStatement.ResourceComponent> ResourcesOf(CapabilityStatement statement) => statement.Rest[0].Resource;

    private static string CodeOf(PrimitiveType code) => code.JsonValue!.ToString()!;

    private async Task<CapabilityStatement> StatementAsync()
    {
        var answer = await fixture.Gateway.GetAsync("metadata", token: null);
        Assert.Equal(200, answer.Status);
        Assert.True(FhirJson.TryParse<CapabilityStatement>(Encoding.UTF8.GetBytes(answer.Body), out var statement, out var issues), string.Join('\n', issues));
        return statement;
    }

    private IEnumerable<FhirRoute> Routes() => Mapped().Select(route => FhirRoute.Of(route.Method, route.Path)!);

    private IEnumerable<(string Method, string Path)> Mapped() => fixture.Gateway.Services.GetServices<EndpointDataSource>()
        .SelectMany(source => source.Endpoints)
        .OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.RawText!.Split('/', StringSplitOptions.RemoveEmptyEntries) is ["fhir", ..])
        .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
            .Where(method => method != "HEAD")
            .Select(method => (method, string.Join('/', endpoint.RoutePattern.RawText!.Split('/', StringSplitOptions.RemoveEmptyEntries)[1..]))))
        .Distinct();
}
