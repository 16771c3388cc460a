using CsCheck;
using Fhir.Profiles;
using Gateway.Resources;
using Gateway.Search.Definitions;
using Gateway.Search.Indexing;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Search;

public sealed class SearchParametersTests
{
    private static readonly SearchParamType?[] Kinds =
        [SearchParamType.Token, SearchParamType.Reference, SearchParamType.Date, SearchParamType.String, SearchParamType.Uri];

    private static IEnumerable<SearchDefinition> Everything => SearchParameters.Types.SelectMany(SearchParameters.Of);

    public static TheoryData<string> Types => [.. SearchParameters.Types];

    public static TheoryData<string> Ours =>
        [.. ProfileLibrary.Keys.Where(key => key.Type == "SearchParameter").Select(key => key.Id).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Each_parameter_that_R4_defines_is_offered_unless_it_is_a_quantity_or_composite(string type)
    {
        var standard = ModelInfo.SearchParameters.Where(parameter => parameter.Resource == type && Kinds.Contains(parameter.Type)).Select(parameter => parameter.Code!);

        Assert.Empty(standard.Except(SearchParameters.Of(type).Select(definition => definition.Code)));
    }

    [Theory]
    [InlineData("Communication", 15, "in-response-to topic priority")]
    [InlineData("CommunicationRequest", 16, "")]
    public void Messages_and_requests_have_all_of_theirs_and_ours(string type, int standard, string ours)
    {
        var offered = SearchParameters.Of(type).Where(definition => definition.Code[0] != '_').Select(definition => definition.Code).ToArray();

        Assert.Equal(standard + ours.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, offered.Length);
        Assert.Empty(ours.Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(offered));
    }

    [Fact]
    public void No_two_parameters_have_the_same_number()
    {
        var numbers = Everything.SelectMany(definition => new[] { definition.Number, definition.TypedNumber }).ToArray();

        Assert.Equal(numbers.Length, numbers.Distinct().Count());
    }

    [Fact]
    public void A_number_never_changes() => Assert.Equal(-1033062219, ParameterNumber.Of("Communication", "subject"));

    [Fact]
    public void Each_has_a_definition_to_resolve() =>
        Assert.Empty(Everything.Where(definition => !Uri.IsWellFormedUriString(definition.Url, UriKind.Absolute)).Select(definition => definition.Code));

    [Fact]
    public void None_needs_the_evaluator_on_the_way_of_a_message() =>
        Assert.Empty(Everything.Where(definition => !definition.Path.IsWalked).Select(definition => definition.Expression));

    [Fact]
    public void What_only_narrows_another_shares_its_entries()
    {
        var (patient, subject) = (SearchParameters.Find("Communication", "patient")!, SearchParameters.Find("Communication", "subject")!);

        Assert.Equal(subject.Number, patient.LiteralNumber);
        Assert.Equal("Patient", patient.OnlyTarget);
    }

    [Theory]
    [MemberData(nameof(Ours))]
    public void Our_definitions_are_valid_FHIR(string id)
    {
        Assert.True(FhirJson.TryParse<SearchParameter>(ProfileLibrary.Find("SearchParameter", id)!.Value, out var parameter, out var issues), string.Join(" ", issues));
        Assert.Equal($"{Canonicals.Base}/SearchParameter/{id}", parameter.Url);
        Assert.Equal(id, $"{parameter.BaseElement[0]}-{parameter.Code}".ToLowerInvariant());
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Elements_are_those_that_FHIRPath_finds(string type)
    {
        Gen.Int.Sample(
            seed =>
            {
                var resource = new RandomResources(seed, density: 0.6).Next(type, "x");
                Assert.All(SearchParameters.Of(type).Where(definition => !definition.IsOfRow), definition =>
                {
                    var found = new List<Base>();
                    definition.Path.Select(resource, found);
                    Assert.Equal(Distinct(NaiveSearch.Elements(resource, definition)), Distinct(found));
                });
            },
            iter: 40);
    }

    // A union in FHIRPath leaves out what is equal to what it has.
    private static List<Base> Distinct(IEnumerable<Base> elements)
    {
        var distinct = new List<Base>();
        distinct.AddRange(elements.Where(element => !distinct.Exists(other => other.IsExactly(element))));
        return distinct;
    }

    [Fact]
    public void What_is_no_walk_is_left_to_the_evaluator()
    {
        var path = ElementPath.Of("Communication", "Communication.recipient.first()");
        var found = new List<Base>();

        path.Select(new Communication { Recipient = [new("CareTeam/blue"), new("CareTeam/red")] }, found);

        Assert.False(path.IsWalked);
        Assert.Equal("CareTeam/blue", Assert.IsType<ResourceReference>(Assert.Single(found)).Reference);
    }
}
