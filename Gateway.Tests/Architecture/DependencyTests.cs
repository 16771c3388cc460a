using System.Xml.Linq;
using ArchUnitNET.Domain;
using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.xUnitV3;
using Gateway.Tests.Support;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Gateway.Tests.Architecture;

public sealed class DependencyTests
{
    /// <summary>What a slice that only decides may not reach: stores, the web, the network.</summary>
    private const string SideEffects = @"^(Gateway\.Storage|Microsoft\.EntityFrameworkCore|Microsoft\.AspNetCore|System\.Net\.Http)(\.|$)";

    private static readonly string[] PureSlices = ["Triage", "Guidance", "Sufficiency", "Rotas", "Routing", "Subjects", "Engagement", "References", "Text", "Patching", "Forms", "Calendars", "Evisits", "Monitoring"];

    /// <summary>The pure slices that are there; a rule about one of them fails when it finds no type in it.</summary>
    public static TheoryData<string> PureSlicesToday => [.. PureSlices.Intersect(GatewayArchitecture.Slices)];

    [Theory]
    [MemberData(nameof(PureSlicesToday))]
    public void A_slice_that_decides_reaches_no_store_no_web_and_no_network(string slice)
    {
        IObjectProvider<IType> sideEffects = Types(true).That().ResideInNamespaceMatching(SideEffects);

        var rule = Types().That().ResideInNamespaceMatching($@"^Gateway\.{slice}(\.|$)").Should().NotDependOnAny(sideEffects);

        ArchRuleAssert.CheckRule(GatewayArchitecture.Model, rule);
    }

    [Fact]
    public void Slices_form_no_cycle()
    {
        Assert.NotEmpty(GatewayArchitecture.Slices);

        ArchRuleAssert.CheckRule(GatewayArchitecture.Model, TopLevelSlices().Should().BeFreeOfCycles());
    }

    [Theory]
    [InlineData("Gateway/Gateway.csproj")]
    [InlineData("SmartApp/SmartApp.csproj")]
    [InlineData("Fhir.Profiles/Fhir.Profiles.csproj")]
    public void What_ships_does_not_reference_the_sandbox_or_the_tests(string project)
    {
        var reached = ReferencedBy(project).Select(Path.GetFileNameWithoutExtension).ToArray();

        Assert.DoesNotContain("Sandbox", reached);
        Assert.DoesNotContain("Gateway.Tests", reached);
    }

    /// <summary>A slice with all that is nested in it. (The pattern <c>Gateway.(*)..</c> would make <c>Gateway.A.B</c> a slice beside <c>A</c>.)</summary>
    private static GivenSlices TopLevelSlices()
    {
        var creator = new SliceRuleCreator();
        creator.SetSliceAssignment(new SliceAssignment(SliceOf, "below Gateway"));
        return new GivenSlices(creator);
    }

    private static SliceIdentifier SliceOf(IType type) => type.Namespace.FullName.Split('.') is ["Gateway", var slice, ..]
        ? SliceIdentifier.Of(slice)
        : SliceIdentifier.Ignore();

    private static HashSet<string> ReferencedBy(string project)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var next = new Stack<string>([Repository.PathOf(project)]);
        while (next.TryPop(out var path))
        {
            var references = XDocument.Load(path).Descendants("ProjectReference").Select(reference => reference.Attribute("Include")!.Value);
            foreach (var reference in references.Select(include => Path.GetFullPath(include, Path.GetDirectoryName(path)!)).Where(reached.Add))
            {
                next.Push(reference);
            }
        }

        return reached;
    }
}
