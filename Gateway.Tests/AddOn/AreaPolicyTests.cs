using System.Reflection;
using Microsoft.AspNetCore.Components;
using SmartApp.Launch;

namespace Gateway.Tests.AddOn;

/// <summary>Each role has its pages, and no other's.</summary>
public sealed class AreaPolicyTests
{
    private const string Review = "gateway/review";

    private static readonly LaunchState _nurse = new() { Ehr = "e", Registration = "e/staff", User = "Practitioner/nurse-kim", AccessToken = "none", Scope = $"user/Task.crus {Review}" };

    private static readonly Dictionary<string, LaunchState> _people = new()
    {
        ["patient"] = _nurse with { Registration = "e/patient", User = "Patient/susie-smith" },
        ["proxy"] = _nurse with { Registration = "e/patient", User = "RelatedPerson/susie-for-johnny" },
        ["clinician"] = _nurse with { Scope = "user/Task.crus" },
        ["role"] = _nurse with { User = "PractitionerRole/nurse-kim-here", Scope = "user/Task.crus" },
        ["reviewer"] = _nurse,
        ["operator"] = _nurse with { Registration = "e/operator" },
        ["auditor"] = _nurse with { Registration = "e/auditor" },
    };

    public static TheoryData<string, string> Matrix => new()
    {
        { "messages", "patient proxy" },
        { "messages/new", "patient proxy" },
        { "messages/1/download/text", "patient proxy" },
        { "download/fhir", "patient proxy" },
        { "check", "patient proxy" },
        { "boxes/refill", "patient proxy" },
        { "agreement", "patient proxy" },
        { "charts", "patient proxy" },
        { "inbox", "clinician role reviewer" },
        { "inbox/1", "clinician role reviewer" },
        { "inbox/1/files/2/0", "clinician role reviewer" },
        { "write", "clinician role reviewer" },
        { "requests/new", "clinician role reviewer" },
        { "review", "reviewer" },
        { "review/1", "reviewer" },
        { "operations/health", "operator" },
        { "operations/policies/1", "operator" },
        { "operations/measures", "operator" },
        { "operations/deliveries", "operator" },
        { "operations/dead-letters", "operator" },
        { "operations/subscriptions", "operator" },
        { "operations/audit", "auditor" },
        { "", "patient proxy clinician role reviewer operator auditor" },
        { "sign-out", "patient proxy clinician role reviewer operator auditor" },
        { "something-new", "" },
    };

    [Theory]
    [MemberData(nameof(Matrix))]
    public void A_page_is_open_to_its_roles_and_to_no_other(string page, string roles) =>
        Assert.Equal(roles, string.Join(' ', _people.Where(one => AreaPolicy.IsOpenTo(one.Value, page)).Select(one => one.Key)));

    [Fact]
    public void Every_page_of_a_launch_is_somebodys()
    {
        var pages = typeof(AreaPolicy).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template)
            .Where(template => template.StartsWith("/l/{Handle}/", StringComparison.Ordinal)).Select(template => template["/l/{Handle}/".Length..]).ToList();

        Assert.NotEmpty(pages);
        Assert.All(pages, page => Assert.Contains(_people.Values, launch => AreaPolicy.IsOpenTo(launch, page)));
    }
}
