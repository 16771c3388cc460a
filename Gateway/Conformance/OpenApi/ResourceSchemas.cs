using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;
using Microsoft.OpenApi;

namespace Gateway.Conformance.OpenApi;

/// <summary>Schemas of FHIR types, derived from the SDK's model: the one by which requests are parsed and answers are written.</summary>
internal sealed class ResourceSchemas(OpenApiDocument document)
{
    /// <summary>Any resource, known by no more than its type.</summary>
    public const string Resource = "Resource";

    private static readonly ModelInspector Model = ModelInfo.ModelInspector;

    private readonly Dictionary<string, IOpenApiSchema> schemas = new(StringComparer.Ordinal);

    /// <summary>Describes these types, and all that they are made of.</summary>
    public IDictionary<string, IOpenApiSchema> Describe(IEnumerable<string> types)
    {
        schemas[Resource] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "Any FHIR resource.",
            Required = new HashSet<string> { "resourceType" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["resourceType"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["id"] = Primitives.Of("id"),
            },
            AdditionalPropertiesAllowed = true,
        };
        foreach (var type in types)
        {
            Add(Model.FindClassMapping(type)!);
        }

        return schemas;
    }

    private OpenApiSchemaReference Add(ClassMapping type)
    {
        var name = NameOf(type.NativeType);
        // Entered before its elements: types contain each other.
        if (!schemas.ContainsKey(name))
        {
            var schema = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = ElementTexts.Of(type.NativeType),
                Properties = new Dictionary<string, IOpenApiSchema>(),
                Required = new HashSet<string>(),
            };
            schemas[name] = schema;
            AddElements(type, schema);
        }

        return new OpenApiSchemaReference(name, document);
    }

    private void AddElements(ClassMapping type, OpenApiSchema schema)
    {
        if (type.IsResource)
        {
            schema.Properties!["resourceType"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [type.Name] };
            schema.Required!.Add("resourceType");
        }

        foreach (var element in type.PropertyMappings.OrderBy(element => element.Order))
        {
            if (element.Choice == ChoiceType.DatatypeChoice)
            {
                AddChoice(element, schema);
                continue;
            }

            schema.Properties![element.Name] = Many(element, Described(Only(element), TextOf(element)));
            if (element.IsMandatoryElement)
            {
                schema.Required!.Add(element.Name);
            }
        }
    }

    // content[x] is contentString, contentAttachment or contentReference.
    private void AddChoice(PropertyMapping element, OpenApiSchema schema)
    {
        var choices = element.FhirType.Select(native => Model.FindOrImportClassMapping(native)!).Where(type => type.IsAbstract is not true)
            .Concat(IsOpen(element) ? OpenTypes() : [])
            .DistinctBy(type => type.Name)
            .ToDictionary(type => $"{element.Name}{type.Name[..1].ToUpper(CultureInfo.InvariantCulture)}{type.Name[1..]}", StringComparer.Ordinal);
        var rule = $"At most one of {element.Name}[x].";
        if (element.IsMandatoryElement)
        {
            rule = $"Exactly one of {element.Name}[x] is required.";
        }

        foreach (var (name, type) in choices)
        {
            schema.Properties![name] = Many(element, Described(SchemaOf(type), $"{TextOf(element)} {rule}".Trim()));
        }
    }

    private static bool IsOpen(PropertyMapping element) => element.FhirType is [var only] && only == typeof(DataType);

    private static IEnumerable<ClassMapping> OpenTypes() => ModelInfo.OpenTypes.Select(type => Model.FindOrImportClassMapping(type)!);

    private IOpenApiSchema Only(PropertyMapping element)
    {
        if (element.Choice == ChoiceType.ResourceChoice)
        {
            return new OpenApiSchemaReference(Resource, document);
        }

        if (element.ImplementingType is { IsGenericType: true } code && Model.FindEnumMapping(code.GenericTypeArguments[0]) is { } codes)
        {
            return new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. codes.Members.Values.Select(member => (JsonNode)member.Code!)] };
        }

        return element.PropertyTypeMapping is { } type ? SchemaOf(type) : Primitives.Of("string");
    }

    private IOpenApiSchema SchemaOf(ClassMapping type) => type switch
    {
        { IsFhirPrimitive: true } or { IsPrimitive: true } => Primitives.Of(type.Name),
        _ => Add(type),
    };

    private static string? TextOf(PropertyMapping element)
    {
        var property = element.NativeProperty!;
        var text = ElementTexts.Of(property);
        var targets = property.GetCustomAttributes<ReferencesAttribute>().SelectMany(references => references.Resources).Where(target => target != Resource).ToArray();
        return targets.Length == 0 ? text : $"{text} Refers to {string.Join(", ", targets)}.".Trim();
    }

    // Beside a reference OpenAPI 3.0 takes no description.
    private static IOpenApiSchema Described(IOpenApiSchema schema, string? text)
    {
        switch (schema)
        {
            case OpenApiSchema own:
                own.Description = text;
                return own;
            case var reference when text is not null:
                return new OpenApiSchema { AllOf = [reference], Description = text };
            default:
                return schema;
        }
    }

    private static IOpenApiSchema Many(PropertyMapping element, IOpenApiSchema one) => element.IsCollection
        ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = one, MinItems = 1 }
        : one;

    private static string NameOf(Type type) => type.DeclaringType is { } resource && Model.FindClassMapping(type) is { IsBackboneType: true }
        ? $"{resource.Name}{type.Name.Replace("Component", string.Empty, StringComparison.Ordinal)}"
        : Model.FindClassMapping(type)!.Name;
}
