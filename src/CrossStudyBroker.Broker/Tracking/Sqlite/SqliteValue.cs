using System.Globalization;
using SQLitePCL;

namespace CrossStudyBroker.Broker.Tracking.Sqlite;

/// <summary>
/// A value on its way into a statement, as the file keeps it: ids as 16 bytes in the order they are written, times as
/// microseconds since 1970, days as text.
/// </summary>
internal readonly struct SqliteValue
{
    private readonly object? _object;
    private readonly long _number;
    private readonly Guid _id;

    private SqliteValue(object? value) => _object = value;

    private SqliteValue(long number) => (_number, _object) = (number, typeof(long));

    private SqliteValue(Guid id) => (_id, _object) = (id, typeof(Guid));

    public static implicit operator SqliteValue(string? value) => new(value);

    public static implicit operator SqliteValue(byte[]? value) => new(value);

    public static implicit operator SqliteValue(Guid value) => new(value);

    public static implicit operator SqliteValue(long? value) => value is { } number ? new(number) : default;

    public static implicit operator SqliteValue(bool value) => new(value ? 1L : 0L);

    public static implicit operator SqliteValue(DeliveryState value) => new((long)value);

    public static implicit operator SqliteValue(MessageOutcome value) => new((long)value);

    public static implicit operator SqliteValue(DateTimeOffset? value) =>
        value is { } time ? new(StoredTime.ToMicroseconds(time)) : default;

    public static implicit operator SqliteValue(DateOnly? value) => value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Binds the value to a parameter, counted from 1; SQLite copies it.</summary>
    public int Bind(sqlite3_stmt statement, int position)
    {
        switch (_object)
        {
            case null:
                return raw.sqlite3_bind_null(statement, position);
            case string text:
                return raw.sqlite3_bind_text(statement, position, text);
            case byte[] bytes:
                return raw.sqlite3_bind_blob(statement, position, bytes);
            case var type when ReferenceEquals(type, typeof(long)):
                return raw.sqlite3_bind_int64(statement, position, _number);
            default:
                Span<byte> id = stackalloc byte[16];
                _id.TryWriteBytes(id, bigEndian: true, out _);
                return raw.sqlite3_bind_blob(statement, position, id);
        }
    }
}
