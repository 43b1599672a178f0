using System.Globalization;
using System.Text;

namespace CrossStudyBroker.Contracts.Schemas;

/// <summary>Collects faults during one validation and knows where in the document it stands.</summary>
internal sealed class FaultCollector(string pointer)
{
    // Enough to repair a message by; more would only be a way to make the broker work.
    private const int Limit = 50;

    private readonly StringBuilder _pointer = new(pointer);
    private readonly List<SchemaFault> _faults = [];

    public IReadOnlyList<SchemaFault> Faults => _faults;

    public bool IsFull => _faults.Count >= Limit;

    public string Pointer => _pointer.ToString();

    /// <summary>Steps into a field; the result is for <see cref="Leave"/>.</summary>
    public int Enter(string name) => Append(JsonPointer.Step(name));

    /// <summary>Steps into a list.</summary>
    public int Enter(int index) => Append(JsonPointer.Step(index.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Steps into a field whose name the schema does not have.</summary>
    public int EnterForeign(string? name) => Append(JsonPointer.ForeignStep(name));

    public void Leave(int mark) => _pointer.Length = mark;

    public void Add(string code, string keyword, string message) => Add(new SchemaFault(code, Pointer, keyword, message));

    public void Add(SchemaFault fault)
    {
        // The same definition may apply twice, by $ref and by allOf.
        if (!IsFull && !_faults.Contains(fault))
        {
            _faults.Add(fault);
        }
    }

    private int Append(string step)
    {
        var mark = _pointer.Length;
        _pointer.Append(step);
        return mark;
    }

    /// <summary>A collector standing at the same place, for faults that may not count.</summary>
    public FaultCollector Fork() => new(Pointer);
}
