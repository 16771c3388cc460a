using System.Reflection;
using System.Text.RegularExpressions;
using Gateway.Tests.Support;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Architecture;

public sealed partial class NamingTests
{
    /// <summary>Assemblies whose types follow our naming list.</summary>
    private static readonly Assembly[] Ours =
    [
        typeof(GatewayHost).Assembly, typeof(SmartApp.SmartAppHost).Assembly, Assembly.Load("Fhir.Profiles"),
        Assembly.Load("Sandbox"), typeof(NamingTests).Assembly,
    ];

    /// <summary>A FHIR server's base is what the specification calls it; the list means base classes.</summary>
    private static readonly string[] NotVague = ["PublicBase"];

    [Fact]
    public void Type_names_say_what_a_type_is_for()
    {
        var vague = Ours.SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.Name.Contains('<', StringComparison.Ordinal))
            .Where(type => VagueName().IsMatch(type.Name.Split('`')[0]) && !NotVague.Contains(type.Name))
            .Select(type => type.FullName);

        Assert.Empty(vague);
    }

    [Fact]
    public void Folder_names_say_what_a_folder_is_for()
    {
        var vague = Repository.Files
            .SelectMany(file => file.Split('/')[..^1])
            .Distinct(StringComparer.Ordinal)
            .Where(folder => VagueName().IsMatch(folder) || VersionName().IsMatch(folder));

        Assert.Empty(vague);
    }

    /// <summary>Inside <c>Gateway.*</c> a namespace named <c>Communication</c> would shadow the FHIR type of that name.</summary>
    [Fact]
    public void No_folder_of_the_gateway_is_named_like_a_FHIR_type()
    {
        var fhirTypes = ModelInfo.FhirTypeToCsType.Keys.Concat(ModelInfo.FhirCsTypeToString.Keys.Select(type => type.Name));

        Assert.Empty(GatewayArchitecture.Folders.SelectMany(folder => folder.Split('/')).Intersect(fhirTypes, StringComparer.OrdinalIgnoreCase));
    }

    [GeneratedRegex("(Service|Manager|Helper|Util|Base|Impl|Common|Dto)s?$")]
    private static partial Regex VagueName();

    [GeneratedRegex("^[vV][0-9]+$")]
    private static partial Regex VersionName();
}
