using System.Reflection;
using System.Text.RegularExpressions;
using Fhir.Profiles;
using Fhir.Profiles.Structures;
using Fhir.Profiles.Validation;
using Gateway.Resources;
using Gateway.Tests.Support;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Profiles;

/// <summary>Each definition we publish is valid FHIR, can be found, and says what it needs to be checked by.</summary>
public sealed partial class DefinitionTests
{
    public static TheoryData<string, string> All => [.. ProfileLibrary.Keys];

    public static TheoryData<string> Structures => [.. Ours<StructureDefinition>().Select(definition => definition.Id!)];

    [Theory]
    [MemberData(nameof(All))]
    public void A_definition_parses_strictly_and_keeps_the_rules_of_R4(string type, string id)
    {
        Assert.True(FhirJson.TryParse<Resource>(ProfileLibrary.Find(type, id)!.Value, out var resource, out var issues), string.Join('\n', issues));

        Assert.Equal(type, resource.TypeName);
        Assert.Empty(ProfileValidator.Validate(resource));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_definition_is_found_by_an_address_made_of_its_type_and_id(string type, string id)
    {
        var definition = ProfileLibrary.FindByCanonical($"{Canonicals.Base}/{(type == "Basic" ? "SubscriptionTopic" : type)}/{id}|0.1.0");

        Assert.Equal((type, id), (definition?.Type, definition?.Id));
        Assert.Matches(KebabCase(), id);
        Assert.True(File.Exists(Repository.PathOf($"Fhir.Profiles/Definitions/{type}-{id}.json")));
    }

    [Fact]
    public void Each_address_the_code_names_is_defined()
    {
        var named = typeof(Canonicals).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Where(canonical => canonical != Canonicals.Base);

        Assert.All(named, canonical => Assert.NotNull(ProfileLibrary.FindByCanonical(canonical)));
    }

    [Fact]
    public void The_guide_lists_each_definition_but_itself()
    {
        var guide = Assert.Single(Ours<ImplementationGuide>());

        Assert.Equal(
            ProfileLibrary.Keys.Where(key => key.Type != "ImplementationGuide").Select(key => $"{key.Type}/{key.Id}"),
            guide.Definition!.Resource.Select(resource => resource.Reference!.Reference));
    }

    [Fact]
    public void Definitions_can_be_listed_by_type()
    {
        Assert.Equal(ProfileLibrary.All, ProfileLibrary.Types.SelectMany(ProfileLibrary.OfType));
        Assert.Contains("OperationDefinition", ProfileLibrary.Types);
        Assert.Null(ProfileLibrary.Find("CodeSystem", "nonsense"));
        Assert.Null(ProfileLibrary.FindByCanonical("http://example.org/nonsense"));
    }

    [Theory]
    [MemberData(nameof(Structures))]
    public void A_structure_compiles_with_all_its_value_sets_and_expressions(string id) =>
        Assert.NotNull(new StructureCache(DefinitionResolver.Shared).Find($"{Canonicals.Base}/StructureDefinition/{id}"));

    [Theory]
    [MemberData(nameof(Structures))]
    public void A_structure_restricts_elements_that_R4_has(string id)
    {
        var definition = Ours<StructureDefinition>().Single(structure => structure.Id == id);
        var paths = ElementsOf(definition.Type!).ToHashSet(StringComparer.Ordinal);

        var unknown = definition.Differential!.Element.Select(element => element.Path!)
            .Where(path => !paths.Contains(path) && !path.StartsWith("Extension.extension.", StringComparison.Ordinal) && !path.EndsWith(".extension", StringComparison.Ordinal));

        Assert.Empty(unknown);
    }

    [Fact]
    public void Each_address_of_ours_that_a_structure_names_is_defined()
    {
        var named = Ours<StructureDefinition>()
            .SelectMany(structure => structure.Differential!.Element)
            .SelectMany(element => element.Type.SelectMany(type => type.Profile.Concat(type.TargetProfile)).Append(element.Binding?.ValueSet))
            .OfType<string>();

        Assert.All(named, canonical => Assert.True(DefinitionResolver.Shared.TryResolveByCanonicalUri(canonical).Success, canonical));
    }

    [Fact]
    public void A_constraint_key_is_used_once_among_our_profiles()
    {
        var keys = Ours<StructureDefinition>().SelectMany(structure => structure.Differential!.Element).SelectMany(element => element.Constraint).Select(constraint => constraint.Key);

        Assert.Empty(keys.GroupBy(key => key).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Fact]
    public void A_code_system_counts_its_codes_and_has_a_value_set_of_all_of_them() =>
        Assert.All(Ours<CodeSystem>(), system =>
        {
            Assert.Equal(system.Concept.Count, system.Count);
            Assert.Equal(
                system.Concept.Select(concept => ((string?)system.Url, concept.Code!)).Order(),
                ValueSets.Expand(system.ValueSet!, DefinitionResolver.Shared).Concepts.Order());
        });

    [Fact]
    public void A_value_set_names_only_codes_that_exist() =>
        Assert.All(Ours<ValueSet>(), set => Assert.All(
            ValueSets.Expand(set.Url!, DefinitionResolver.Shared).Concepts.Where(concept => concept.System == "http://hl7.org/fhir/event-status"),
            concept => Assert.Contains(concept, ValueSets.Expand("http://hl7.org/fhir/ValueSet/event-status", DefinitionResolver.Shared).Concepts)));

    private static IEnumerable<T> Ours<T>()
        where T : Resource => ProfileLibrary.OfType(typeof(T).Name).Select(definition => (T)ProfileLibrary.Parse(definition));

    private static IEnumerable<string> ElementsOf(string type) =>
        ((StructureDefinition)DefinitionResolver.Shared.ResolveByCanonicalUri(R4Structures.Prefix + type)!).Snapshot!.Element.Select(element => element.Path!);

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex KebabCase();
}
