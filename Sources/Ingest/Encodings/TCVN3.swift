extension ByteTable {
  /// The ABC fonts, which hold the letters of TCVN 5712:1993 VN3.
  ///
  /// Capitals with a tone have no byte: a font of capitals draws them, so that case is lost. The
  /// control bytes that TCVN 5712 VN1 and VN2 use for them are not of this encoding.
  static let tcvn3 = ByteTable(
    upper: "��������������������������������"
      + "\u{A0}ĂÂÊÔƠƯĐăâêôơưđ������àảãáạ�ằẳẵắ�"
      + "������ặầẩẫấậè�ẻẽéẹềểễếệìỉ���ĩíịò"
      + "�ỏõóọồổỗốộờởỡớợù�ủũúụừửữứựỳỷỹýỵ�")
}
