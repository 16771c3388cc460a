using Gateway.Access;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Search;

/// <summary>Leaves a caller those scopes that hold for one resource: after that, the policies need not know of narrowed scopes.</summary>
internal sealed class ScopeJudge(SearchIndex index)
{
    /// <param name="reader">Who asks.</param>
    /// <param name="type">The resource's type.</param>
    /// <param name="content">One version of it; empty for a deletion, which no narrowed scope reaches.</param>
    public Reader Before(Reader reader, string type, ReadOnlyMemory<byte> content) => reader.Caller.HasNarrowedScopes
        ? reader with { Caller = Before(reader.Caller, type, content.IsEmpty ? null : FhirJson.ReadStored(content)) }
        : reader;

    /// <inheritdoc cref="Before(Reader, string, ReadOnlyMemory{byte})"/>
    public Reader Before(Reader reader, Resource resource) => reader.Caller.HasNarrowedScopes
        ? reader with { Caller = Before(reader.Caller, resource) }
        : reader;

    /// <inheritdoc cref="Before(Reader, string, ReadOnlyMemory{byte})"/>
    public Caller Before(Caller caller, Resource resource) => caller.HasNarrowedScopes ? Before(caller, resource.TypeName, resource) : caller;

    private Caller Before(Caller caller, string type, Resource? resource)
    {
        var entries = resource is null ? null : index.EntriesOf(resource);
        return caller with
        {
            Scopes =
            [
                .. caller.Scopes
                    .Where(scope => scope.Only is not { } only
                        || (entries is not null && ScopeConditions.Of(type, only, index.KnownBases) is { } criteria && ScopeConditions.Hold(criteria, entries)))
                    .Select(scope => scope with { Only = null }),
            ],
        };
    }
}
