using System.Collections.Frozen;

namespace Sandbox.Ehr.Records;

/// <summary>Everything but the messages: people, teams, visits. Apps cannot change it, so it is read once and answered from memory.</summary>
internal sealed class ClinicDirectory
{
    private readonly FrozenDictionary<(string Type, string Id), DirectoryEntry> _byKey;
    private readonly FrozenDictionary<string, DirectoryEntry[]> _byType;

    public ClinicDirectory(IReadOnlyList<SeededResource> resources)
    {
        var entries = resources.Select(resource => new DirectoryEntry(resource)).ToList();
        _byKey = entries.ToFrozenDictionary(entry => (entry.Type, entry.Id));
        _byType = entries.GroupBy(entry => entry.Type).ToFrozenDictionary(type => type.Key, type => type.ToArray());
    }

    public DirectoryEntry? Find(string type, string id) => _byKey.GetValueOrDefault((type, id));

    public IReadOnlyList<DirectoryEntry> OfType(string type) => _byType.TryGetValue(type, out var entries) ? entries : [];
}
