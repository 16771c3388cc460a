using System.Collections;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Search;

/// <summary>Resources with anything in them that their types allow, from small pools, so that searches hit as often as they miss.</summary>
internal sealed class RandomResources(int seed, double density)
{
    private const int Deepest = 5;

    private static readonly string[] Words = ["Refill", "réfill of  Ibuprofen", "Ärger", "question", "Question about a bill", "o'clock, 50|50 $"];
    private static readonly string[] Codes = ["a", "b", "routine"];
    private static readonly string[] Systems = ["http://example.org/one", "http://example.org/two"];
    private static readonly string[] Dates = ["2024", "2025-03", "2025-03-14", "2025-12-31", "2026-03"];

    private static readonly string[] Times =
        [.. Dates, "2025-03-14T10:15:00Z", "2025-03-14T23:30:00-05:00", "2026-03-01T00:00:00+01:00", "2025-12-31T23:59:59.999Z"];

    private static readonly string[] References =
    [
        "Patient/susie", "Patient/mark", "Practitioner/house", "Communication/c1", "http://gateway.test/fhir/Communication/c2",
        "http://ehr.test/fhir/Patient/susie/_history/3", "http://elsewhere.test/fhir/Patient/mark", "Task/t1", "CareTeam/blue", "Encounter/e1",
        "Group/all", "#contained", "urn:uuid:6b0bb5d3-3b0e-4cf5-a2c9-4c7b9c1f2a11",
    ];

    private static readonly string[] SkippedElements = ["extension", "modifierExtension", "contained", "text", "implicitRules", "id", "fhir_comments"];

    private readonly Random random = new(seed);

    public Resource Next(string type, string id)
    {
        var resource = (Resource)Filled(ModelInfo.ModelInspector.FindClassMapping(type)!, 0);
        resource.Id = id;
        return resource;
    }

    private Base Filled(ClassMapping mapping, int depth)
    {
        var element = (Base)Activator.CreateInstance(mapping.NativeType)!;
        foreach (var property in mapping.PropertyMappings.Where(property => !SkippedElements.Contains(property.Name) && !property.RepresentsValueElement))
        {
            if (depth < Deepest && random.NextDouble() < density && Value(property, depth) is { } value)
            {
                element.SetValue(property.Name, value);
            }
        }

        return element;
    }

    private object? Value(PropertyMapping property, int depth)
    {
        if (!property.IsCollection)
        {
            return One(property, depth);
        }

        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(property.ImplementingType))!;
        for (var count = random.Next(1, 3); count > 0 && One(property, depth) is { } item; count--)
        {
            list.Add(item);
        }

        return list.Count == 0 ? null : list;
    }

    private Base? One(PropertyMapping property, int depth)
    {
        var type = property.Choice == ChoiceType.DatatypeChoice ? Pick(property.FhirType.Length == 1 ? OpenTypes : property.FhirType) : property.ImplementingType;
        return type switch
        {
            { IsGenericType: true } => EnumCode(type),
            _ when type == typeof(Code) => new Code(Pick(Codes)),
            _ when type == typeof(FhirString) || type == typeof(Markdown) => (Base)Activator.CreateInstance(type, Pick(Words))!,
            _ when type == typeof(FhirUri) || type == typeof(FhirUrl) => (Base)Activator.CreateInstance(type, Pick(Systems))!,
            // Meta.profile, whose type differs between FHIR's releases.
            _ when type == typeof(PrimitiveType) || type == typeof(Canonical) => new Canonical(Pick(Systems) + Pick<string>("", "|1.0")),
            _ when type == typeof(Date) => new Date(Pick(Dates)),
            _ when type == typeof(FhirDateTime) => new FhirDateTime(Pick(Times)),
            _ when type == typeof(Instant) => new Instant(new DateTimeOffset(2025, 3, random.Next(1, 28), 10, 0, 0, TimeSpan.FromHours(random.Next(-3, 3)))),
            _ when type == typeof(FhirBoolean) => new FhirBoolean(random.Next(2) == 0),
            _ when type == typeof(ResourceReference) => Reference(),
            _ when type == typeof(Period) => new Period { Start = random.Next(3) == 0 ? null : "2025-03-14", End = random.Next(2) == 0 ? null : Pick("2025-04", "2026-03-01T00:00:00Z") },
            _ when type.IsAssignableTo(typeof(PrimitiveType)) || type.IsAbstract => null,
            _ => Filled(ModelInfo.ModelInspector.FindOrImportClassMapping(type)!, depth + 1),
        };
    }

    private static readonly Type[] OpenTypes = [typeof(FhirString), typeof(FhirDateTime), typeof(CodeableConcept), typeof(ResourceReference)];

    private Base EnumCode(Type type)
    {
        var values = Enum.GetValues(type.GetGenericArguments()[0]);
        return (Base)Activator.CreateInstance(type, values.GetValue(random.Next(Math.Min(values.Length, 4))))!;
    }

    private ResourceReference Reference() => random.Next(8) switch
    {
        0 => new ResourceReference { Identifier = new Identifier(Pick(Systems), Pick(Codes)), Type = Pick("Patient", "Task") },
        1 => new ResourceReference { Display = Pick(Words) },
        _ => new ResourceReference(Pick(References)),
    };

    private TItem Pick<TItem>(params TItem[] items) => items[random.Next(items.Length)];
}
