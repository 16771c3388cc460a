using Gateway.Interactions;
using Gateway.References;

namespace Gateway.Bundles;

/// <summary>What the address of an entry names, as a route would.</summary>
/// <param name="Type">The type it is about; none for the history of all.</param>
internal abstract record EntryTarget(ServedType? Type)
{
    /// <summary><c>[type]</c>: to create, or with a query to search or to find what a condition names.</summary>
    public sealed record AllOf(ServedType Type) : EntryTarget(Type);

    /// <summary><c>[type]/[id]</c>.</summary>
    public sealed record One(ServedType Type, string Id) : EntryTarget(Type);

    /// <summary><c>[type]/[id]/_history/[version]</c>.</summary>
    public sealed record OneVersion(ServedType Type, string Id, string Version) : EntryTarget(Type);

    /// <summary><c>_history</c> of all, of a type or of one.</summary>
    public sealed record Past(ServedType? Type, string? Id) : EntryTarget(Type);

    /// <summary><c>Patient/[id]/[type]</c>: a search within a chart.</summary>
    public sealed record Compartment(ServedType Type, string Patient) : EntryTarget(Type);

    /// <summary>Reads a path below the base; null if nothing is served there.</summary>
    public static EntryTarget? Of(string path) => path.Split('/') switch
    {
        ["_history"] => new Past(null, null),
        ["Patient", var patient, var type] when FhirId.IsValid(patient) && ServedTypes.Find(type) is { ChartElement: not null } served =>
            new Compartment(served, patient),
        [var type] when ServedTypes.Find(type) is { } served => new AllOf(served),
        [var type, "_history"] when ServedTypes.Find(type) is { } served => new Past(served, null),
        [var type, var id] when FhirId.IsValid(id) && ServedTypes.Find(type) is { } served => new One(served, id),
        [var type, var id, "_history"] when FhirId.IsValid(id) && ServedTypes.Find(type) is { } served => new Past(served, id),
        [var type, var id, "_history", var version] when FhirId.IsValid(id) && ServedTypes.Find(type) is { } served =>
            new OneVersion(served, id, version),
        _ => null,
    };
}
