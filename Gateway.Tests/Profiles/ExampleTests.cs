using Fhir.Profiles;
using Fhir.Profiles.Validation;
using Gateway.Messages;
using Gateway.Resources;
using Gateway.Subjects;
using Gateway.Tests.Support;
using Hl7.Fhir.Model;
using Hl7.Fhir.Utility;

namespace Gateway.Tests.Profiles;

/// <summary>The published examples are what they say: valid, or invalid in the way they say.</summary>
public sealed class ExampleTests
{
    public static TheoryData<string> Valid => [.. ExampleLibrary.All.Where(example => example.IsValid).Select(example => example.Name)];

    public static TheoryData<string> Invalid => [.. ExampleLibrary.All.Where(example => !example.IsValid).Select(example => example.Name)];

    public static TheoryData<string> PatientMessages =>
        [.. ExampleLibrary.All.Where(example => example.Name.Contains("/patient-message-", StringComparison.Ordinal)).Select(example => example.Name)];

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_valid_example_has_no_issue(string name)
    {
        var resource = Parse(name);

        Assert.Empty(ProfileValidator.ValidateClaims(resource));
        Assert.Equal(name, $"valid/{resource.Id}.json");
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void An_invalid_example_gives_the_issue_it_is_there_for(string name)
    {
        var expected = Named(name).Expected!;

        var issues = ProfileValidator.ValidateClaims(Parse(name));

        Assert.Contains(issues, issue =>
            issue.Severity == OperationOutcome.IssueSeverity.Error
            && issue.Code.GetLiteral() == expected.Code
            && issue.Expression == expected.Expression
            && issue.Sentence.Contains(expected.Says, StringComparison.Ordinal));
    }

    [Fact]
    public void Each_profile_has_two_valid_examples_and_some_that_are_not()
    {
        var profiles = ProfileLibrary.OfType("StructureDefinition").Select(definition => (StructureDefinition)ProfileLibrary.Parse(definition))
            .Where(structure => structure.Kind == StructureDefinition.StructureDefinitionKind.Resource)
            .Select(structure => structure.Url!);

        Assert.All(profiles, profile =>
        {
            Assert.InRange(Claiming(profile, isValid: true), 2, int.MaxValue);
            Assert.InRange(Claiming(profile, isValid: false), 2, int.MaxValue);
        });
        Assert.InRange(ExampleLibrary.All.Count(example => !example.IsValid), 25, int.MaxValue);
    }

    /// <summary>The hand-written check of incoming messages and the profile are two tellings of one rule.</summary>
    [Theory]
    [MemberData(nameof(PatientMessages))]
    public void The_check_on_the_way_in_agrees_with_the_profile(string name)
    {
        var message = Assert.IsType<Communication>(Parse(name));
        if (message.Status is EventStatus.OnHold or EventStatus.EnteredInError && Named(name).IsValid)
        {
            // These the gateway alone sets, on what it keeps.
            return;
        }

        var found = MessageProfile.Check(message, ClaimReader.Read(message, ["https://gateway.example/fhir/"], APdf.Patience));

        if (Named(name).Expected is not { } expected)
        {
            Assert.Empty(found);
        }
        else
        {
            Assert.Contains(found, issue => IsSamePlace(issue, expected.Expression));
        }
    }

    // A rule between two elements may be told at either: at the attachment, or at the contentType it lacks.
    private static bool IsSamePlace(Issue issue, string expression) =>
        issue.Expression == expression || issue.Expression!.StartsWith($"{expression}.", StringComparison.Ordinal);

    private static int Claiming(string profile, bool isValid) => ExampleLibrary.All
        .Count(example => example.IsValid == isValid && ExampleLibrary.Parse(example).Meta?.Profile.Contains(profile) is true);

    private static Example Named(string name) => ExampleLibrary.All.Single(example => example.Name == name);

    private static Resource Parse(string name)
    {
        Assert.True(FhirJson.TryParse<Resource>(Named(name).Content, out var resource, out var issues), string.Join('\n', issues));
        return resource;
    }
}
