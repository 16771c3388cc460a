using System.Reflection;
using System.Runtime.CompilerServices;
using ArchUnitNET.Loader;
using Gateway.Tests.Support;
using ArchitectureModel = ArchUnitNET.Domain.Architecture;
using Type = System.Type;

namespace Gateway.Tests.Architecture;

/// <summary>The gateway as the architecture tests see it: its dependency graph, its own types, its slices on disk.</summary>
internal static class GatewayArchitecture
{
    private static readonly Assembly Assembly = typeof(GatewayHost).Assembly;

    public static ArchitectureModel Model { get; } = new ArchLoader().LoadAssemblies(Assembly).Build();

    /// <summary>Types that a person wrote: without what compilers, Orleans and EF Core's migrations generate.</summary>
    public static IReadOnlyList<Type> Types { get; } =
    [
        .. Assembly.GetTypes().Where(type => IsOurs(type.Namespace) && !IsGenerated(type)),
    ];

    /// <summary>The top-level folders of the gateway that hold source.</summary>
    public static IReadOnlyList<string> Slices { get; } =
    [
        .. Folders.Select(folder => folder.Split('/')[0]).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>All folders of the gateway that hold source, as paths below it.</summary>
    public static IEnumerable<string> Folders => Repository.Files
        .Where(file => file.StartsWith("Gateway/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
        .Select(file => Path.GetDirectoryName(file["Gateway/".Length..])!)
        .Where(folder => folder.Length > 0)
        .Distinct(StringComparer.Ordinal);

    private static bool IsOurs(string? space) =>
        space is not null
        && (space == "Gateway" || space.StartsWith("Gateway.", StringComparison.Ordinal))
        && !space.Split('.').Contains("Migrations", StringComparer.Ordinal);

    private static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        || type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), inherit: false)
        || type.Name.Contains('<', StringComparison.Ordinal)
        || (type.DeclaringType is not null && IsGenerated(type.DeclaringType));
}
