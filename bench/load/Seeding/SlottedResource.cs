using System.Text;
using Gateway.Resources;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;

namespace Load.Seeding;

/// <summary>A resource as the gateway stores it, with what it is found by; made once and then filled in for each message.</summary>
internal sealed class SlottedResource
{
    private readonly string _type;
    private readonly SeedSlot _id;
    private readonly SlottedText _sender = new($"Patient/{SeedValues.Marks.Chart}");
    private readonly SlottedText _content;
    private readonly (int Parameter, SlottedText Code, string System)[] _tokens;
    private readonly (int Parameter, SlottedText Target)[] _references;
    private readonly (int Parameter, string Folded, string Exact)[] _texts;
    private readonly (int Parameter, TimeSpan Low, TimeSpan High)[] _dates;

    /// <param name="resource">With the marks in its slots; it is given the marks of a stored version here.</param>
    /// <param name="id">The slot of its id.</param>
    /// <param name="index">Says what it is found by.</param>
    public SlottedResource(Resource resource, SeedSlot id, SearchIndex index)
    {
        var marks = SeedValues.Marks;
        (_type, _id) = (resource.TypeName, id);
        Stamp.Put(resource, marks[id], 1, marks.At);
        _content = new SlottedText(Encoding.UTF8.GetString(FhirJson.Serialize(resource)));
        var entries = index.EntriesOf(resource);
        _tokens = [.. entries.Tokens.Select(token => (token.Parameter, new SlottedText(token.Code), token.System))];
        _references = [.. entries.References.Select(reference => (reference.Parameter, new SlottedText(reference.Target)))];
        _texts = [.. entries.Texts];
        _dates = [.. entries.Dates.Select(date => (date.Parameter, date.Range.Low - marks.At, date.Range.High - marks.At))];
    }

    /// <summary>The row, then its entries.</summary>
    public void Fill(SeedValues values, long sequence, SeedRows rows)
    {
        rows.Resources.Add(new StoredResource
        {
            Sequence = sequence,
            ResourceType = _type,
            ResourceId = values[_id],
            Version = 1,
            LastUpdated = values.At,
            Occurred = values.At,
            Chart = values.Chart,
            Sender = _sender.ToText(values),
            Client = "seed",
            Content = _content.ToBytes(values),
        });
        foreach (var (parameter, code, system) in _tokens)
        {
            rows.Tokens.Add(new TokenEntry { Parameter = parameter, Code = code.ToText(values), System = system, Occurred = values.At, Resource = sequence });
        }

        foreach (var (parameter, target) in _references)
        {
            rows.References.Add(new ReferenceEntry { Parameter = parameter, Target = target.ToText(values), Occurred = values.At, Resource = sequence });
        }

        foreach (var (parameter, folded, exact) in _texts)
        {
            rows.Texts.Add(new TextEntry { Parameter = parameter, Folded = folded, Exact = exact, Resource = sequence });
        }

        foreach (var (parameter, low, high) in _dates)
        {
            rows.Dates.Add(new DateEntry { Parameter = parameter, Low = values.At + low, High = values.At + high, Resource = sequence });
        }
    }
}
