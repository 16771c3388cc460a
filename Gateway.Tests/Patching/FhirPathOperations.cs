using Hl7.Fhir.Model;
using Part = Hl7.Fhir.Model.Parameters.ParameterComponent;

namespace Gateway.Tests.Patching;

/// <summary>Operations of a FHIRPath Patch, as R4 writes them in Parameters.</summary>
internal static class FhirPathOperations
{
    public static Part Add(string path, string name, DataType value) => Add(path, name, Value(value));

    public static Part Add(string path, string name, Part value) => Operation("add", path, Words("name", name), value);

    public static Part Insert(string path, int index, DataType value) => Insert(path, index, Value(value));

    public static Part Insert(string path, int index, Part value) => Operation("insert", path, value, Number("index", index));

    public static Part Delete(string path) => Operation("delete", path);

    public static Part Replace(string path, DataType value) => Operation("replace", path, Value(value));

    public static Part Replace(string path, Part value) => Operation("replace", path, value);

    public static Part Move(string path, int source, int destination) =>
        Operation("move", path, Number("source", source), Number("destination", destination));

    public static Part Operation(string type, string path, params Part[] parts) =>
        new() { Name = "operation", Part = [new() { Name = "type", Value = new Code(type) }, Words("path", path), .. parts] };

    public static Part Value(DataType value) => new() { Name = "value", Value = value };

    public static Part Parts(string name, params Part[] parts) => new() { Name = name, Part = [.. parts] };

    public static Part Child(string name, DataType value) => new() { Name = name, Value = value };

    public static Part Words(string name, string text) => new() { Name = name, Value = new FhirString(text) };

    public static Part Number(string name, int number) => new() { Name = name, Value = new Integer(number) };
}
