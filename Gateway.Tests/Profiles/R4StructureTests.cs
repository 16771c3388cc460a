using Fhir.Profiles;
using Fhir.Profiles.Structures;
using Fhir.Profiles.Validation;
using Hl7.Fhir.Model;
using Hl7.Fhir.Specification.Source;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Tests.Profiles;

/// <summary>R4's definitions as they are derived from the SDK's model, and how definitions are found.</summary>
public sealed class R4StructureTests
{
    private static readonly IAsyncResourceResolver Resolver = DefinitionResolver.Shared;

    public static TheoryData<string> ResourceTypes => [.. ModelInfo.SupportedResources];

    [Theory]
    [MemberData(nameof(ResourceTypes))]
    public void Each_type_of_R4_can_be_checked(string type)
    {
        var structure = new StructureCache(DefinitionResolver.Shared).Find(R4Structures.Prefix + type);

        Assert.Equal(type, structure?.Type);
        Assert.True(structure!.Root.Children.ContainsKey("meta"));
    }

    [Theory]
    [InlineData("Communication", "Communication.status", 1, "1", "code")]
    [InlineData("Communication", "Communication.payload", 0, "*", "BackboneElement")]
    [InlineData("Communication", "Communication.payload.content[x]", 1, "1", "string|Attachment|Reference")]
    [InlineData("Communication", "Communication.contained", 0, "*", "Resource")]
    [InlineData("Communication", "Communication.implicitRules", 0, "1", "uri")]
    [InlineData("CommunicationRequest", "CommunicationRequest.occurrence[x]", 0, "1", "dateTime|Period")]
    [InlineData("Questionnaire", "Questionnaire.item.linkId", 1, "1", "string")]
    [InlineData("Timing", "Timing.repeat", 0, "1", "Element")]
    [InlineData("Extension", "Extension.url", 1, "1", "uri")]
    public async Task An_element_has_its_cardinality_and_types(string type, string path, int min, string max, string types)
    {
        var element = await ElementAsync(type, path);

        Assert.Equal((min, max, types), (element.Min, element.Max, string.Join('|', element.Type.Select(allowed => allowed.Code))));
    }

    [Fact]
    public async Task A_reference_has_its_targets()
    {
        var subject = await ElementAsync("Communication", "Communication.subject");

        Assert.Equal([R4Structures.Prefix + "Patient", R4Structures.Prefix + "Group"], Assert.Single(subject.Type).TargetProfile);
        Assert.Empty(Assert.Single((await ElementAsync("Communication", "Communication.about")).Type).TargetProfile);
    }

    [Fact]
    public async Task A_required_binding_names_a_value_set_that_is_found()
    {
        var binding = (await ElementAsync("Communication", "Communication.status")).Binding;

        Assert.Equal((BindingStrength.Required, "http://hl7.org/fhir/ValueSet/event-status"), (binding?.Strength, binding?.ValueSet));
        var set = Assert.IsType<ValueSet>(await ResolveAsync("http://hl7.org/fhir/ValueSet/event-status|4.0.1"));
        Assert.Contains("on-hold", Assert.Single(set.Compose!.Include).Concept.Select(concept => concept.Code));
    }

    [Fact]
    public async Task An_element_that_recurs_refers_to_its_first_place() =>
        Assert.Equal("#Questionnaire.item", (await ElementAsync("Questionnaire", "Questionnaire.item.item")).ContentReference);

    [Fact]
    public async Task Our_definitions_are_found_with_or_without_a_version_and_unknown_ones_are_not()
    {
        Assert.IsType<StructureDefinition>(await ResolveAsync(Canonicals.PatientMessage));
        Assert.IsType<CodeSystem>(await ResolveAsync($"{Canonicals.TaskCode}|0.1.0"));
        Assert.False((await Resolver.TryResolveByCanonicalUriAsync("http://example.org/nonsense")).Success);
        Assert.False((await Resolver.TryResolveByUriAsync(R4Structures.Prefix + "Nonsense")).Success);
    }

    private static async Task<Resource?> ResolveAsync(string canonical) => (await Resolver.TryResolveByCanonicalUriAsync(canonical)).Value;

    private static async Task<ElementDefinition> ElementAsync(string type, string path)
    {
        var definition = Assert.IsType<StructureDefinition>(await ResolveAsync(R4Structures.Prefix + type));
        return Assert.Single(definition.Snapshot!.Element, element => element.Path == path);
    }
}
